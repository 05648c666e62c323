//! What leaves the program: the scene as SVG and PNG, the events as JSON Lines, CSV and TimeML.
