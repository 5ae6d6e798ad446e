package io.mooring.activation.web;

import java.sql.Connection;
import java.sql.SQLException;

/** Opens connections that are not of the pool, for listening. */
interface ListenConnections {

    Connection open() throws SQLException;
}
