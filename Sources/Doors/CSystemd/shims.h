// sd-bus, and the table of the interface that the agent serves: its entries are macros.
#pragma once
#include <stdlib.h>
#include <string.h>
#include <systemd/sd-bus.h>

/// Answers a call without a value.
static inline int callreel_reply_empty(sd_bus_message *call) {
  return sd_bus_reply_method_return(call, "");
}

/// Serves org.callreel.Agent1 on `bus`; the table lives as long as the process.
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
    SD_BUS_PROPERTY("FieldsUnknown", "b", property, 0, changes),
    SD_BUS_VTABLE_END,
  };
  static sd_bus_vtable table[sizeof made / sizeof made[0]];
  memcpy(table, made, sizeof made);
  return sd_bus_add_object_vtable(bus, slot, "/org/callreel/Agent", "org.callreel.Agent1", table,
                                  context);
}

/// Serves org.kde.StatusNotifierItem at `path`; one method handler looks at the member's name.
static inline int callreel_serve_tray_item(sd_bus *bus, sd_bus_slot **slot, const char *path,
                                           void *context, sd_bus_message_handler_t method,
                                           sd_bus_property_get_t property) {
  const sd_bus_vtable made[] = {
    SD_BUS_VTABLE_START(0),
    SD_BUS_METHOD("Activate", "ii", "", method, SD_BUS_VTABLE_UNPRIVILEGED),
    SD_BUS_METHOD("SecondaryActivate", "ii", "", method, SD_BUS_VTABLE_UNPRIVILEGED),
    SD_BUS_METHOD("ContextMenu", "ii", "", method, SD_BUS_VTABLE_UNPRIVILEGED),
    SD_BUS_METHOD("Scroll", "is", "", method, SD_BUS_VTABLE_UNPRIVILEGED),
    SD_BUS_PROPERTY("Category", "s", property, 0, 0),
    SD_BUS_PROPERTY("Id", "s", property, 0, 0),
    SD_BUS_PROPERTY("Title", "s", property, 0, 0),
    SD_BUS_PROPERTY("Status", "s", property, 0, 0),
    SD_BUS_PROPERTY("WindowId", "i", property, 0, 0),
    SD_BUS_PROPERTY("IconThemePath", "s", property, 0, 0),
    SD_BUS_PROPERTY("IconName", "s", property, 0, 0),
    SD_BUS_PROPERTY("IconPixmap", "a(iiay)", property, 0, 0),
    SD_BUS_PROPERTY("OverlayIconName", "s", property, 0, 0),
    SD_BUS_PROPERTY("OverlayIconPixmap", "a(iiay)", property, 0, 0),
    SD_BUS_PROPERTY("AttentionIconName", "s", property, 0, 0),
    SD_BUS_PROPERTY("AttentionIconPixmap", "a(iiay)", property, 0, 0),
    SD_BUS_PROPERTY("IconAccessibleDesc", "s", property, 0, 0),
    SD_BUS_PROPERTY("AttentionAccessibleDesc", "s", property, 0, 0),
    SD_BUS_PROPERTY("AttentionMovieName", "s", property, 0, 0),
    SD_BUS_PROPERTY("ToolTip", "(sa(iiay)ss)", property, 0, 0),
    SD_BUS_PROPERTY("ItemIsMenu", "b", property, 0, 0),
    SD_BUS_PROPERTY("Menu", "o", property, 0, 0),
    SD_BUS_SIGNAL("NewTitle", "", 0),
    SD_BUS_SIGNAL("NewIcon", "", 0),
    SD_BUS_SIGNAL("NewAttentionIcon", "", 0),
    SD_BUS_SIGNAL("NewToolTip", "", 0),
    SD_BUS_SIGNAL("NewStatus", "s", 0),
    SD_BUS_VTABLE_END,
  };
  static sd_bus_vtable table[sizeof made / sizeof made[0]];
  memcpy(table, made, sizeof made);
  return sd_bus_add_object_vtable(bus, slot, path, "org.kde.StatusNotifierItem", table, context);
}

/// Serves com.canonical.dbusmenu at `path`.
static inline int callreel_serve_tray_menu(sd_bus *bus, sd_bus_slot **slot, const char *path,
                                           void *context, sd_bus_message_handler_t method,
                                           sd_bus_property_get_t property) {
  const sd_bus_vtable made[] = {
    SD_BUS_VTABLE_START(0),
    SD_BUS_METHOD("GetLayout", "iias", "u(ia{sv}av)", method, SD_BUS_VTABLE_UNPRIVILEGED),
    SD_BUS_METHOD("GetGroupProperties", "aias", "a(ia{sv})", method, SD_BUS_VTABLE_UNPRIVILEGED),
    SD_BUS_METHOD("GetProperty", "is", "v", method, SD_BUS_VTABLE_UNPRIVILEGED),
    SD_BUS_METHOD("Event", "isvu", "", method, SD_BUS_VTABLE_UNPRIVILEGED),
    SD_BUS_METHOD("EventGroup", "a(isvu)", "ai", method, SD_BUS_VTABLE_UNPRIVILEGED),
    SD_BUS_METHOD("AboutToShow", "i", "b", method, SD_BUS_VTABLE_UNPRIVILEGED),
    SD_BUS_METHOD("AboutToShowGroup", "ai", "aiai", method, SD_BUS_VTABLE_UNPRIVILEGED),
    SD_BUS_PROPERTY("Version", "u", property, 0, 0),
    SD_BUS_PROPERTY("TextDirection", "s", property, 0, 0),
    SD_BUS_PROPERTY("Status", "s", property, 0, 0),
    SD_BUS_PROPERTY("IconThemePath", "as", property, 0, 0),
    SD_BUS_SIGNAL("LayoutUpdated", "ui", 0),
    SD_BUS_SIGNAL("ItemsPropertiesUpdated", "a(ia{sv})a(ias)", 0),
    SD_BUS_VTABLE_END,
  };
  static sd_bus_vtable table[sizeof made / sizeof made[0]];
  memcpy(table, made, sizeof made);
  return sd_bus_add_object_vtable(bus, slot, path, "com.canonical.dbusmenu", table, context);
}
