package io.weir.analytics;

/**
 * One document on its way to the analytics server.
 *
 * @param id made at the source, so that a document that is sent twice is kept once
 * @param index the concrete index, chosen once: a document that is sent again after a rollover goes where it went before
 * @param source its JSON in UTF-8, on one line; not changed any more
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and copied nowhere: a million of these are made in a minute
public record Document(String id, String index, byte[] source) {}
