package org.paylink.host;

import java.time.InstantSource;
import org.paylink.records.Records;

/**
 * Everything core asks of the host it runs in.
 *
 * @param records the database
 * @param ledger documents and books
 * @param accounts gateway accounts
 * @param settings what admins set
 * @param tokenKeys keys for tokens
 * @param identifiers new primary keys
 * @param tasks what people are to do
 * @param clock the time
 * @param directory people and how to reach them
 * @param mailer hands over e-mails
 */
public record Host(
    Records records,
    Ledger ledger,
    GatewayAccounts accounts,
    Settings settings,
    TokenKeys tokenKeys,
    Identifiers identifiers,
    Tasks tasks,
    InstantSource clock,
    Directory directory,
    Mailer mailer) {}
