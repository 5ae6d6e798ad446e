package io.mooring.sandbox.durable;

import java.nio.file.Path;

/** Another sandbox is running on the same data folder. */
public final class FolderInUse extends IllegalStateException {

    FolderInUse(Path folder) {
        super("Another sandbox is using " + folder + ". Stop it first, or give this one its own folder with --data.");
    }
}
