"""What a house chooses from: kinds of meetings and of papers, who issues documents, positions of people."""
