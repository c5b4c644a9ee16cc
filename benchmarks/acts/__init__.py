"""What a person does in the window, by place; each act notes its longest block."""
