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
 * @param compiler by the threads that compile what runs often, which have less and less to do the longer the JVM has run; zero where
 *     Linux does not tell, and too little by what a thread used that the JVM has ended meanwhile, as it may with more than two processors
 * @param rest by all other threads of this JVM, those of the load included
 * @param database by PostgreSQL's processes that live
 */
record ProcessorTime(Duration queue, Duration compiler, Duration rest, Duration database) {

    private static final String QUEUE_THREADS = "elasticmq";
    private static final int DEPTH = 4;
    private static final Path OWN_THREADS = Path.of("/proc/self/task");
    private static final int MILLIS_PER_TICK = 10;

    /** Their places in {@code stat}, counted from the field after the name. */
    private static final int USER_TICKS = 11;

    private static final int SYSTEM_TICKS = 12;

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
        var compiler = compiling();
        return new ProcessorTime(
                Duration.ofNanos(queue), compiler, all.minusNanos(queue).minus(compiler), database(folder));
    }

    ProcessorTime since(ProcessorTime earlier) {
        return new ProcessorTime(
                queue.minus(earlier.queue),
                compiler.minus(earlier.compiler),
                rest.minus(earlier.rest),
                database.minus(earlier.database));
    }

    /** The JVM does not count them among its threads. */
    private static Duration compiling() throws IOException {
        if (Files.notExists(OWN_THREADS)) {
            return Duration.ZERO;
        }
        var ticks = 0L;
        try (var threads = Files.list(OWN_THREADS)) {
            for (var thread : threads.toList()) {
                ticks += compiling(thread.resolve("stat"));
            }
        }
        return Duration.ofMillis(ticks * MILLIS_PER_TICK);
    }

    private static long compiling(Path stat) throws IOException {
        try {
            var line = Files.readString(stat);
            var afterName = line.lastIndexOf(')');
            var fields = line.substring(afterName + 2).split(" ", -1);
            return line.substring(0, afterName).contains("CompilerThre")
                    ? Long.parseLong(fields[USER_TICKS]) + Long.parseLong(fields[SYSTEM_TICKS])
                    : 0;
        } catch (IOException ended) {
            return 0; // Linux has several words for that
        }
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
