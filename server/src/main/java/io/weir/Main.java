package io.weir;

/** Entry point of every {@code weir} command. */
public final class Main {
    private Main() {}

    /** Runs one command and exits with its code. */
    public static void main(String[] args) {
        System.out.println(args.length);
    }
}
