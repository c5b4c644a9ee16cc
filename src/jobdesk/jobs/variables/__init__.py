"""The kinds of input a job can declare; authors import them from `jobdesk.jobs`."""
