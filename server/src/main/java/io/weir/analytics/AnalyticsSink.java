package io.weir.analytics;

/** Where the traces of what happens on a node go, to be delivered to the analytics server. Never blocks, never throws; any thread. */
public interface AnalyticsSink {
    /** Takes nothing: a node without analytics. */
    AnalyticsSink NONE = new AnalyticsSink() {
        @Override
        public boolean isOn() {
            return false;
        }

        @Override
        public void record(AccessRecord record) {}

        @Override
        public void tell(Note note) {}
    };

    /** False where whatever is given would be forgotten, so that it need not be made. */
    boolean isOn();

    /** Takes the record of a call that is over; where too many wait it is lost, and counted. */
    void record(AccessRecord record);

    /** Takes something else that has just happened; where too much waits it is lost, and counted. */
    void tell(Note note);
}
