package io.mooring.node.api;

/** This node as others see it: what it has in hand is its own while the database function {@code living_nodes()} knows it. */
public interface ThisNode {

    /** Different for every life of a process. */
    String id();

    /** Whether others can see this node. */
    boolean isShown();

    /** Whether it may take others for dead that do not show themselves. */
    boolean mayJudge();

    /** Has the task run whenever this node begins to be seen. */
    void whenShown(Runnable task);
}
