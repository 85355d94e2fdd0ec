"""What messages say, whichever program wrote them: one module for each kind of knowledge."""
