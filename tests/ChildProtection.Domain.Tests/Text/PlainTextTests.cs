using System.Reflection;
using System.Text.Json;
using ChildProtection.Domain.Conference;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Lifecycle;
using ChildProtection.Domain.PlanDocument;
using ChildProtection.Domain.Text;

namespace ChildProtection.Domain.Tests.Text;

/// <summary>
/// What an event holds as a plain text travels through the engine and stays in its history: ids and codes alone. A new one is looked at
/// here; words about people are <see cref="FreeText"/>.
/// </summary>
public sealed class PlainTextTests
{
    /// <summary>Names that stand for an id, an account or a code wherever they occur.</summary>
    private static readonly string[] Ids =
    [
        "Id",
        "AssessmentId",
        "ParentId",
        "ProposalId",
        "ConferenceId",
        "LocalId",
        "ProfileId",
        "DisputeId",
        "ComplaintId",
        "UnexpectedEventId",
        "ReportId",
        "ActionId",
        "OutcomeId",
        "ApprovalId",
        "DeadlineId",
        "RiskId",
        "ChildIds",
        "Siblings",
        "Family",
        "Sha256",
        "Visitor",
        "IdentifiedBy",
        "DecidedWith",
        "Team",
        "ToTeam",
        "WorkerId",
        "RequestedBy",
        "Profile",
        "Version",
    ];

    private static readonly string[] Codes =
    [
        "Agency",
        "Agencies",
        "PresentAgencies",
        "AgenciesConsulted",
        "AgreedWith",
        "Attendees",
        "ContributionsFrom",
        "FromAuthority",
        "NewAuthority",
        "ReferralSource",
        "PrimaryNeed",
        "Sex",
        "Ethnicity",
        "PreferredLanguage",
        "Language",
        "Disabilities",
        "Factors",
        "Categories",
        "ChildParticipation",
        "ClosureCode",
        "Field",
        "Missing",
        "LeftOut",
    ];

    [Fact]
    public void Events_PlainTexts_AreIdsAndCodes()
    {
        var texts = EventCatalogue.All.SelectMany(type => Texts(type.Data, [])).Distinct().ToArray();

        Assert.True(texts.Length > 50, $"Only {texts.Length} were found.");
        Assert.DoesNotContain(texts, text => !Ids.Concat(Codes).Contains(text.Split('.')[1]));
    }

    [Fact]
    public void Invitee_RoleInWords_IsWithheldAndTheKindKept()
    {
        var booked = JsonSerializer.Deserialize<ConferenceBooked>(
            """{ "scheduledOn": "2026-02-24", "invitees": [ { "person": "Kim Quince", "role": "the neighbour who """
            + """saw it", "kind": "supporter" }, { "role": "child" } ] }""",
            DomainJson.Record
        )!;

        var signal = JsonSerializer.Serialize<CaseEvent>(booked, DomainJson.Signal);
        var read = (ConferenceBooked)JsonSerializer.Deserialize<CaseEvent>(signal, DomainJson.Signal)!;

        Assert.DoesNotContain("neighbour", signal, StringComparison.Ordinal);
        Assert.Equal([CoreGroupMemberKind.Supporter, CoreGroupMemberKind.Child], read.Invitees!.Select(invitee => invitee.Kind!.Value));
    }

    /// <summary>Signals that were stored before carry the role as a plain text.</summary>
    [Fact]
    public void Invitee_OfAnEarlierSignal_IsReadAsBefore()
    {
        var read = (ConferenceBooked)
            JsonSerializer.Deserialize<CaseEvent>(
                """{ "type": "ConferenceBooked", "scheduledOn": "2026-02-24", "invitees": [ { "role":"""
                + """ "child" }, { "role": "mother" } ] }""",
                DomainJson.Signal)!;

        Assert.Equal([CoreGroupMemberKind.Child, null], read.Invitees!.Select(invitee => invitee.Kind));
    }

    private static IEnumerable<string> Texts(Type type, HashSet<Type> seen)
    {
        if (!seen.Add(type))
            yield break;
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            var inner = Inner(property.PropertyType);
            if (inner == typeof(string))
                yield return $"{type.Name}.{property.Name}";
            else if (inner.Assembly == typeof(CaseEvent).Assembly && inner.IsClass && inner != typeof(FreeText))
            {
                foreach (var text in Texts(inner, seen))
                    yield return text;
            }
        }
    }

    private static Type Inner(Type type) => type.IsGenericType && type != typeof(string) ? Inner(type.GetGenericArguments()[^1]) : type;
}
