using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Text;

namespace ChildProtection.Functions.SubmitEvent;

/// <summary>Finds the agencies that an event names, wherever its record has <see cref="AgencyCodeAttribute"/>.</summary>
internal static class AgencyFields
{
    /// <param name="type">The record of the event.</param>
    /// <param name="data">Its data, which has the form of the record.</param>
    /// <param name="pointer">Where the data stand in the body.</param>
    public static IEnumerable<(string Pointer, string Code)> In(Type type, JsonNode? data, string pointer) => data switch
    {
        JsonArray items => items.SelectMany((item, index) => In(ItemOf(type), item, $"{pointer}/{index}")),
        JsonObject fields when type.Assembly == typeof(CaseEvent).Assembly =>
            type.GetProperties().SelectMany(property => Of(property, fields, pointer)),
        _ => [],
    };

    private static IEnumerable<(string Pointer, string Code)> Of(PropertyInfo property, JsonObject fields, string pointer)
    {
        var name = JsonNamingPolicy.CamelCase.ConvertName(property.Name);
        if (fields[name] is not { } value)
            return [];
        var place = $"{pointer}/{name}";
        if (property.GetCustomAttribute<AgencyCodeAttribute>() is null)
            return In(property.PropertyType, value, place);
        return value is JsonArray codes
            ? codes.Select((code, index) => ($"{place}/{index}", code!.GetValue<string>()))
            : [(place, value.GetValue<string>())];
    }

    private static Type ItemOf(Type list) => list.IsGenericType ? list.GetGenericArguments()[0] : list;
}
