package io.weir.event;

import java.util.List;

/** Is told what happens, as long as it follows. On the feed's thread, which serves all followers: hand over and return. */
public interface EventFollower {

    /**
     * It follows from now on.
     *
     * @param position everything that the log keeps behind it will be told
     */
    void begin(EventId position);

    /** Some events, oldest first; kept ones come in the order of their ids and each once. */
    void accept(List<ClusterEvent> events);
}
