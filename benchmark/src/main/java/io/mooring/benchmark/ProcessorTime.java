package io.mooring.benchmark;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;

/**
 * What the parts of a whole product have used of the processors so far; unlike rates this is the same whatever else the machine does.
 *
 * @param queue by the threads of the queue server, which is in this JVM and belongs to AWS elsewhere
 * @param rest by all other threads of this JVM, those of the compiler and the load included
 * @param database by PostgreSQL's processes that live
 */
record ProcessorTime(Duration queue, Duration rest, Duration database) {

    private static final String QUEUE_THREADS = "elasticmq";
    private static final int DEPTH = 4;

    /**
     * Until now.
     *
     * @param folder of the product's data, in which the database says which process it is
     */
    static ProcessorTime used(Path folder) throws IOException {
        var threads = ManagementFactory.getThreadMXBean();
        var queue = Arrays.stream(threads.getThreadInfo(threads.getAllThreadIds()))
                .filter(thread -> thread != null && thread.getThreadName().startsWith(QUEUE_THREADS))
                .mapToLong(thread -> Math.max(0, threads.getThreadCpuTime(thread.getThreadId())))
                .sum();
        var all = ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
        return new ProcessorTime(Duration.ofNanos(queue), all.minusNanos(queue), database(folder));
    }

    ProcessorTime since(ProcessorTime earlier) {
        return new ProcessorTime(
                queue.minus(earlier.queue), rest.minus(earlier.rest), database.minus(earlier.database));
    }

    private static Duration database(Path folder) throws IOException {
        var processes = new ArrayList<ProcessHandle>();
        try (var files = Files.find(folder, DEPTH, (file, attributes) -> file.endsWith("postmaster.pid"))) {
            for (var file : files.toList()) {
                var pid = Long.parseLong(Files.readAllLines(file).getFirst().strip());
                ProcessHandle.of(pid).ifPresent(server -> {
                    processes.add(server);
                    server.descendants().forEach(processes::add);
                });
            }
        }
        return processes.stream()
                .map(process -> process.info().totalCpuDuration().orElse(Duration.ZERO))
                .reduce(Duration.ZERO, Duration::plus);
    }
}
