using System.Reflection;
using System.Text.Json.Nodes;
using ChildProtection.Domain.Lifecycle;
using ChildProtection.Domain.Text;
using ChildProtection.Functions.Access;
using ChildProtection.Functions.Agencies;
using ChildProtection.Functions.SubmitEvent;
using ChildProtection.Functions.Tests.CaseFile;
using ChildProtection.Functions.Tests.Examples;
using Microsoft.Extensions.Configuration;

namespace ChildProtection.Functions.Tests.SubmitEvent;

/// <summary>Where the authority has configured its agencies, an event names those and no others.</summary>
public sealed class NamedAgenciesTests
{
    private static readonly PartnerCodes Partners = new(["school", "police", "health-north"], AreConfigured: true);

    [Theory]
    [InlineData("shcool", "school")]
    [InlineData("Police", "police")]
    [InlineData("health", "health-north")]
    public void Faults_OfAMisspeltInvitation_NameThePlaceAndTheNearest(string written, string nearest)
    {
        var body = Booking("school", written);

        var faults = NamedAgencies.Faults(Partners, StoredSamples.Case.State, body).ByPointer;

        var (place, messages) = Assert.Single(faults);
        Assert.Equal("/data/invitees/1/agency", place);
        Assert.Contains($"the nearest is '{nearest}'", Assert.Single(messages), StringComparison.Ordinal);
    }

    [Fact]
    public void Faults_OfAListOfCodes_NameEachPlace()
    {
        var body = Body("DisputeRaised", """{ "kind": "other", "agencies": ["school", "polis", "csc"] }""");

        var places = AgencyFields.In(body.Type.Data, body.Data, "/data").Where(one => Partners.Fault(one.Code) is not null);

        Assert.Equal(["/data/agencies/1"], places.Select(one => one.Pointer));
    }

    [Fact]
    public void Faults_OfAnAgencyThatTheCaseLists_AreNone()
    {
        var state = StoredSamples.Case.State with { ConferenceAgencies = ["nursery"] };

        Assert.Empty(NamedAgencies.Faults(Partners, state, Booking("nursery", "csc")).ByPointer);
    }

    [Fact]
    public void Faults_WhereNoneAreConfigured_AreNone() =>
        Assert.Empty(NamedAgencies.Faults(new PartnerCodes(["school"]), StoredSamples.Case.State, Booking("shcool", "court")).ByPointer);

    /// <summary>A field that is added later, and not marked, would let a misspelt code through.</summary>
    [Fact]
    public void Fields_NamedAfterAgencies_AreMarkedInEveryEvent()
    {
        var named = EventCatalogue.All.SelectMany(type => Properties(type.Data, [])).Distinct()
            .Where(property => property.Name.Contains("Agenc", StringComparison.Ordinal)
                && (property.PropertyType == typeof(string) || property.PropertyType == typeof(IReadOnlyList<string>)))
            .ToArray();

        Assert.True(named.Length >= 9, $"Only {named.Length} were found.");
        Assert.All(named, property => Assert.True(
            property.IsDefined(typeof(AgencyCodeAttribute), inherit: true), $"{property.DeclaringType}.{property.Name}"));
    }

    /// <summary>So that an authority that begins with the declared agencies can try every example.</summary>
    [Fact]
    public void Examples_OfEvents_NameAgenciesOfTheDeclarationAlone()
    {
        var declared = new PartnerCodes(BusAgencies.From(new ConfigurationBuilder().Build()).Codes, AreConfigured: true);

        var codes = Example.Names("events").Select(name => EventBody.Read(Example.Body("events/" + name), DateOnly.MaxValue))
            .SelectMany(body => AgencyFields.In(body.Type.Data, body.Data, "/data")).ToArray();

        Assert.True(codes.Length > 10, $"Only {codes.Length} were found.");
        Assert.DoesNotContain(codes, one => declared.Fault(one.Code) is not null);
    }

    private static IEnumerable<PropertyInfo> Properties(Type type, HashSet<Type> seen)
    {
        var item = type.IsGenericType ? type.GetGenericArguments()[0] : type;
        return item.Assembly != typeof(EventCatalogue).Assembly || item.IsEnum || !seen.Add(item)
            ? []
            : item.GetProperties().SelectMany(property => Properties(property.PropertyType, seen).Prepend(property));
    }

    private static EventBody Booking(string first, string second) => Body(
        "ConferenceBooked",
        $$"""
        { "scheduledOn": "2026-02-24", "chair": { "id": "chair.1", "independent": true },
          "invitees": [{ "agency": "{{first}}" }, { "agency": "{{second}}" }] }
        """);

    private static EventBody Body(string type, string data)
    {
        var definition = EventCatalogue.Find(type)!;
        var fields = JsonNode.Parse(data)!.AsObject();
        var read = EventData.Read(fields.DeepClone().AsObject(), definition.Data, "/data");
        return new EventBody(definition, new DateOnly(2026, 2, 10), read, fields);
    }
}
