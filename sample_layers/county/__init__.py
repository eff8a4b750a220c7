"""An invented county at sea, drawn from one seed."""
