// sd-bus, and the table of the interface that the agent serves: its entries are macros.
#pragma once
#include <stdlib.h>
#include <string.h>
#include <systemd/sd-bus.h>

/// Serves org.callreel.Agent1 on `bus`; the table lives as long as the process.
/// Answers a call without a value.
static inline int callreel_reply_empty(sd_bus_message *call) {
  return sd_bus_reply_method_return(call, "");
}

static inline int callreel_serve_agent(sd_bus *bus, sd_bus_slot **slot, void *context,
                                       sd_bus_message_handler_t call_event,
                                       sd_bus_message_handler_t set_private,
                                       sd_bus_message_handler_t erase_call,
                                       sd_bus_property_get_t property) {
  const uint64_t changes = SD_BUS_VTABLE_PROPERTY_EMITS_CHANGE;
  const sd_bus_vtable made[] = {
    SD_BUS_VTABLE_START(0),
    SD_BUS_METHOD_WITH_NAMES("CallEvent", "sa{sv}", SD_BUS_PARAM(event) SD_BUS_PARAM(details), "",
                             SD_BUS_PARAM(), call_event, SD_BUS_VTABLE_UNPRIVILEGED),
    SD_BUS_METHOD_WITH_NAMES("SetPrivate", "b", SD_BUS_PARAM(on), "", SD_BUS_PARAM(), set_private,
                             SD_BUS_VTABLE_UNPRIVILEGED),
    SD_BUS_METHOD("EraseCall", "", "", erase_call, SD_BUS_VTABLE_UNPRIVILEGED),
    SD_BUS_PROPERTY("State", "s", property, 0, changes),
    SD_BUS_PROPERTY("Reason", "s", property, 0, changes),
    SD_BUS_PROPERTY("Indicator", "s", property, 0, changes),
    SD_BUS_PROPERTY("ClipId", "s", property, 0, changes),
    SD_BUS_PROPERTY("NoticeVersion", "s", property, 0, changes),
    SD_BUS_PROPERTY("NoticeConfirmed", "b", property, 0, changes),
    SD_BUS_PROPERTY("Uploading", "b", property, 0, changes),
    SD_BUS_VTABLE_END,
  };
  static sd_bus_vtable table[sizeof made / sizeof made[0]];
  memcpy(table, made, sizeof made);
  return sd_bus_add_object_vtable(bus, slot, "/org/callreel/Agent", "org.callreel.Agent1", table,
                                  context);
}
