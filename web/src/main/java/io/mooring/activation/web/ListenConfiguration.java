package io.mooring.activation.web;

import java.sql.DriverManager;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The listening connection has the address and the login of the pool; where somebody brings a data source of their own, it is asked. */
@Configuration(proxyBeanMethods = false)
class ListenConfiguration {

    @Bean
    ListenConnections listenConnections(ObjectProvider<JdbcConnectionDetails> pool, DataSource dataSource) {
        var details = pool.getIfAvailable();
        return details == null
                ? dataSource::getConnection
                : () -> DriverManager.getConnection(details.getJdbcUrl(), details.getUsername(), details.getPassword());
    }
}
