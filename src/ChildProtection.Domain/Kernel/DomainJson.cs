using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using ChildProtection.Domain.Text;

namespace ChildProtection.Domain.Kernel;

/// <summary>The two JSON forms of the domain's records: camelCase fields and codes, unknown fields refused.</summary>
public static class DomainJson
{
    /// <summary>The form of the interface and of the record store: words included.</summary>
    public static JsonSerializerOptions Record { get; } = Create(withhold: false);

    /// <summary>The form that travels through the engine: words withheld.</summary>
    public static JsonSerializerOptions Signal { get; } = Create(withhold: true);

    private static JsonSerializerOptions Create(bool withhold)
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web)
        {
            NumberHandling = JsonNumberHandling.Strict,
            PropertyNameCaseInsensitive = false,
            UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
            RespectNullableAnnotations = true,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            TypeInfoResolver = Types(withhold),
        };
        options.Converters.Add(new FreeTextJsonConverter(withhold));
        options.Converters.Add(new JsonStringEnumConverter<CaseStage>(namingPolicy: null, allowIntegerValues: false));
        options.Converters.Add(new JsonStringEnumConverter<Role>(namingPolicy: null, allowIntegerValues: false));
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
        options.MakeReadOnly();
        return options;
    }

    private static DefaultJsonTypeInfoResolver Types(bool withhold)
    {
        var types = new DefaultJsonTypeInfoResolver { Modifiers = { TellEventsApart, LeaveOutRules } };
        if (withhold)
            types.Modifiers.Add(WithholdCensusFields);
        return types;
    }

    /// <summary>An event within a signal is written with its name.</summary>
    private static void TellEventsApart(JsonTypeInfo type)
    {
        if (type.Type != typeof(CaseEvent))
            return;
        type.PolymorphismOptions = new JsonPolymorphismOptions { TypeDiscriminatorPropertyName = "type" };
        foreach (var (data, name) in EventNames.All)
            type.PolymorphismOptions.DerivedTypes.Add(new JsonDerivedType(data, name));
    }

    /// <summary>
    /// No decision on a born child asks for its sex, ethnicity or disabilities: the record has them, the engine does not. Before the birth
    /// they are refused, all but the codes that say nothing.
    /// </summary>
    private static void WithholdCensusFields(JsonTypeInfo type)
    {
        foreach (var field in type.Properties.Where(one => one.AttributeProvider?.IsDefined(typeof(CensusOnlyAttribute), false) == true))
            field.ShouldSerialize = static (child, value) => value is not null && child is ReferredChild { DateOfBirth: null };
    }

    /// <summary>Code must say by which rules an event is decided; signals of releases before there were others do not.</summary>
    private static void LeaveOutRules(JsonTypeInfo type)
    {
        if (type.Type != typeof(EventSignal))
            return;
        foreach (var rules in type.Properties.Where(property => property.Name == "rules"))
            rules.IsRequired = false;
    }
}
