package io.weir.wsconfig.connector;

import java.io.IOException;

/** How changed files become effective. One thread. */
interface Reload {

    /**
     * Lets the web server test its files.
     *
     * @throws io.weir.wsconfig.failure.WsconfigException where it is not content
     */
    void test() throws IOException;

    /**
     * Lets the web server read its files again.
     *
     * @return false where it was left alone
     * @throws io.weir.wsconfig.failure.WsconfigException where it could not
     */
    boolean reload() throws IOException;

    /** Brings a web server that ended at the reload back, after the files were put back. */
    default void recover() {}

    /** A web server that is neither asked nor told. */
    static Reload none() {
        return new Reload() {
            @Override
            public void test() {}

            @Override
            public boolean reload() {
                return false;
            }
        };
    }
}
