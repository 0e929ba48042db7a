package io.weir.analytics;

/**
 * A document whose index is not chosen yet.
 *
 * @param id made here, so that what is sent twice is kept once
 * @param source its JSON in UTF-8; not changed any more
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Entry(Family family, String id, byte[] source) {

    /** To be sent to an index; empty while that is not known. */
    Document in(String index) {
        return new Document(id, index, source);
    }
}
