package io.mooring.sandbox;

import java.nio.file.Path;

/**
 * How a sandbox is started.
 *
 * @param data the folder that keeps everything between starts
 * @param fresh whether that folder is emptied first
 * @param engine whether the engine starts, too, or only what is around it
 */
public record SandboxSettings(Path data, boolean fresh, boolean engine, Ports ports) {}
