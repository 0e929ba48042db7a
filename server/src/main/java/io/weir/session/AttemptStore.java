package io.weir.session;

import io.weir.catalog.StoreUnavailableException;
import java.util.List;

/** Counts tries for the whole cluster, so that whoever guesses waits on all nodes. Blocks on the network; any thread but an event loop. */
public interface AttemptStore {

    /**
     * Whose tries are counted together.
     *
     * @param name of any length; kept as a digest
     * @param pace how fast they may come
     */
    record Tally(String name, Pace pace) {}

    /**
     * Counts a try in each tally where none of them has to wait; otherwise nothing is counted.
     *
     * @return milliseconds until the next try, 0 where this one may be made
     */
    long take(List<Tally> tallies) throws StoreUnavailableException;

    /** Takes back what {@link #take} counted last in each tally. */
    void giveBack(List<Tally> tallies) throws StoreUnavailableException;

    /** Forgets all tries of a tally. */
    void clear(Tally tally) throws StoreUnavailableException;
}
