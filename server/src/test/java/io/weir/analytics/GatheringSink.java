package io.weir.analytics;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what it is given. */
public final class GatheringSink implements AnalyticsSink {
    public final List<AccessRecord> records = new CopyOnWriteArrayList<>();
    public final List<Note> notes = new CopyOnWriteArrayList<>();

    @Override
    public boolean isOn() {
        return true;
    }

    @Override
    public void record(AccessRecord record) {
        records.add(record);
    }

    @Override
    public void tell(Note note) {
        notes.add(note);
    }
}
