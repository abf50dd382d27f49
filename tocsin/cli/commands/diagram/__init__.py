"""What `tocsin diagram` does, a file each."""
