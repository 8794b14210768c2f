"""What each room keeps, refuses and shows, on whatever database the run uses."""
