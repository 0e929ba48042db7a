package io.weir.upstream;

import org.jspecify.annotations.Nullable;

/** Status and header fields of a target's answer, whatever protocol brought them. */
interface AnswerHead {

    /** 200 or above. */
    int status();

    /** The first value of a field. */
    @Nullable
    String get(CharSequence name);

    /** Gives all fields to {@code sink} in their order. */
    void copyTo(HeaderSink sink);
}
