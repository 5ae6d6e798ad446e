package software.amazon.planted;

/** What AWS would call a ship. */
public class AwsShip {}
