package io.mooring.sandbox;

import java.nio.file.Path;

/**
 * How a sandbox is started.
 *
 * @param data the folder that keeps everything between starts
 * @param fresh whether that folder is emptied first
 */
public record SandboxSettings(Path data, boolean fresh, Ports ports) {}
