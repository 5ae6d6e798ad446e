package planted.loose;

/** Lives in a package that says nothing of itself. */
class Unmarked {}
