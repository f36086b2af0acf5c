"""What a client's mail is: labels, asks, and the evidence for them."""
