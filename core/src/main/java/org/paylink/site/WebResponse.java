package org.paylink.site;

import java.util.Map;

/**
 * One answer of the public pages.
 *
 * @param status the HTTP status, 200 to 599
 * @param headers by name, one value each
 * @param body the bytes to send; empty when there is no body
 */
public record WebResponse(int status, Map<String, String> headers, byte[] body) {}
