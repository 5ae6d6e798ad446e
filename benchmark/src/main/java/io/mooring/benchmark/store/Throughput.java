package io.mooring.benchmark.store;

/** How often something was done in how many seconds. */
record Throughput(long count, double seconds) {

    double perSecond() {
        return count / seconds;
    }
}
