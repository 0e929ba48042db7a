package io.weir.upstream;

/** Takes the header fields of a request, one by one. */
@FunctionalInterface
interface HeaderSink {

    /**
     * Adds one field.
     *
     * @throws IllegalArgumentException where name or value could not stand in a message
     */
    void add(CharSequence name, CharSequence value);
}
