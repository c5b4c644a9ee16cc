"""Places, devices and what connects them."""
