package io.weir.datastore;

/** A node cannot work on a data store, or not move there. Where it was to move, it stays where it is and everything there goes on. */
public final class ObstacleException extends Exception {
    private static final long serialVersionUID = 1;

    private final Obstacle obstacle;

    /** @param message what was found and what was expected; without secrets */
    public ObstacleException(Obstacle obstacle, String message) {
        super(message);
        this.obstacle = obstacle;
    }

    /** What kind of obstacle it is. */
    public Obstacle obstacle() {
        return obstacle;
    }
}
