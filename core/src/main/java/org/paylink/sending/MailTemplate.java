package org.paylink.sending;

import java.util.Locale;
import org.paylink.link.DeliveryKind;

/**
 * A text for mails in one language.
 *
 * @param id what it is called in rows; built-in ones are {@code link}, {@code resend}, {@code
 *     confirmation} and {@code notice}
 * @param kind what it is for
 * @param language the language it is written in
 * @param name what people call it
 * @param message subject and text
 * @param builtIn whether it comes with Paylink and can be gone back to
 * @param changed whether somebody wrote it, or changed a built-in one
 */
public record MailTemplate(
    String id,
    DeliveryKind kind,
    Locale language,
    String name,
    MessageText message,
    boolean builtIn,
    boolean changed) {}
