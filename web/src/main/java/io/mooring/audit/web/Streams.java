package io.mooring.audit.web;

import java.io.InputStream;
import java.io.OutputStream;

/** What {@code -} stands for. */
record Streams(InputStream in, OutputStream out) {}
