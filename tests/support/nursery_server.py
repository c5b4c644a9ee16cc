"""Imports a program once, then forks it for whoever asks: `python nursery_server.py FD NAME`.

The program is a module beside this one with `prepare()`, what all of its processes do first,
and `main()`, which gives an exit code. No thread may run when it forks.
"""

import importlib
import json
import os
import select
import socket
import sys


def serve(door):
    """Fork until nobody is there to ask; in a child: what it was asked to be."""
    living = {}
    while True:
        ready, _, _ = select.select([door, *living], [], [])
        for one in ready:
            if one is not door:
                pid = living.pop(one)
                os.close(one)
                _, status = os.waitpid(pid, 0)
                code = os.waitstatus_to_exitcode(status)
                door.send(json.dumps({"died": pid, "code": code}).encode())
                continue
            order, streams, _, _ = socket.recv_fds(door, 1 << 20, 3)
            if not order:
                return None
            pid = os.fork()
            if not pid:
                door.close()
                for each in living:
                    os.close(each)
                return json.loads(order), streams
            for stream in streams:
                os.close(stream)
            living[os.pidfd_open(pid)] = pid
            door.send(json.dumps({"born": pid}).encode())


def become(order, streams):
    """What a program finds when it is started."""
    if order["session"]:
        os.setsid()
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
        os.close(stream)
    os.chdir(order["folder"])
    os.environ.clear()
    os.environ.update(order["environ"])
    sys.argv[1:] = order["words"]


def main():
    """Serve, or be a program; returns the exit code."""
    program = importlib.import_module(sys.argv[2])
    program.prepare()
    asked = serve(socket.socket(fileno=int(sys.argv[1])))
    if asked is None:
        return 0
    become(*asked)
    return program.main()


if __name__ == "__main__":
    sys.exit(main())
