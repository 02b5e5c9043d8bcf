"""Training of the boundary model: papers of invented firms -> binders whose boundaries are known -> the artefact."""
