"""`nautobot.*.choices`: the values that fields take, under the names of the original."""
