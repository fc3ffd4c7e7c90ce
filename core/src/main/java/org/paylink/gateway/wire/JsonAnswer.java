package org.paylink.gateway.wire;

import com.google.gson.JsonObject;
import java.util.Optional;

/**
 * What a gateway answered to a call that worked.
 *
 * @param body the one object it holds
 * @param requestId the gateway's id of the call, for its support
 */
public record JsonAnswer(JsonObject body, Optional<String> requestId) {}
