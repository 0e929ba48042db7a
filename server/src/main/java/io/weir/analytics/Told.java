package io.weir.analytics;

/** A note with the time when it was told, in milliseconds of the epoch. */
record Told(Note note, long millis) {}
