package io.weir.lease;

/** Is told who does a job, on the thread that keeps the lease: return soon. */
public interface LeaseListener {

    /** This node does the job from now on. */
    void acquired(String lease, long fence);

    /** This node does it no more, though it was not to end: the lease could not be renewed in time. */
    void lost(String lease, long fence);
}
