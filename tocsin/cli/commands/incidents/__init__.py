"""What `tocsin incidents` does, a file each."""
