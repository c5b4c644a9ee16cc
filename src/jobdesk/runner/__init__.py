"""How a run happens: pool, dispatcher, journal, recorder, worker, lifecycle."""
