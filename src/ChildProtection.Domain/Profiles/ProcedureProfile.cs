using System.Text.Json.Serialization;
using ChildProtection.Domain.Calendar;

namespace ChildProtection.Domain.Profiles;

/// <summary>The procedure of one partnership as data: every number and choice, each with its source.</summary>
public sealed class ProcedureProfile
{
    private readonly Dictionary<string, ProcedureParameter> byName;
    private readonly Lazy<CaseTimeZone> zone;

    /// <summary>Made by <see cref="ProfileLoader"/>, which checks what it is made of.</summary>
    internal ProcedureProfile(
        string id,
        string version,
        string title,
        ProfileReference? heritage,
        string language,
        IReadOnlyDictionary<string, string> labels,
        IReadOnlyList<ProcedureParameter> parameters)
    {
        (Id, Version, Title, Base, Language, Labels, Parameters) = (id, version, title, heritage, language, labels, parameters);
        byName = parameters.ToDictionary(parameter => parameter.Name, StringComparer.Ordinal);
        zone = new(() => new CaseTimeZone(TimeZone));
    }

    public string Id { get; }

    /// <summary>Stamped on a case at referral: a later change of policy does not reach into open deadlines.</summary>
    public string Version { get; }

    public string Title { get; }

    /// <summary>The profile from which values that this one leaves out were taken; null for a root profile.</summary>
    public ProfileReference? Base { get; }

    /// <summary>Language tag of the labels, such as <c>en-GB</c> or <c>cy</c>.</summary>
    [JsonIgnore]
    public string Language { get; }

    /// <summary>What the partnership calls things, by code.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; }

    /// <summary>All parameters, inherited ones included.</summary>
    public IReadOnlyList<ProcedureParameter> Parameters { get; }

    /// <summary>Id of the working-day calendar.</summary>
    [JsonIgnore]
    public string Calendar => Code("calendar");

    /// <summary>IANA name of the time zone.</summary>
    [JsonIgnore]
    public string TimeZone => Code("timeZone");

    /// <summary>The time zone in which the case's dates are local.</summary>
    [JsonIgnore]
    public CaseTimeZone Zone => zone.Value;

    /// <summary>Counts as this profile does, in a version of its calendar.</summary>
    public Counting Count(WorkingDayCalendar calendar) => new(calendar, Zone, Code("dayCountStart") == "inclusive");

    /// <summary>Whether the procedure has such a thing at all; a profile older than the parameter has not.</summary>
    public bool Applies(string name) => Find(name) is { Applies: true };

    /// <summary>Gets a parameter, or null.</summary>
    public ProcedureParameter? Find(string name) => byName.GetValueOrDefault(name);

    /// <summary>Gets a parameter.</summary>
    /// <exception cref="ProcedureParameterException">There is none of that name.</exception>
    public ProcedureParameter this[string name] => Find(name)
        ?? throw new ProcedureParameterException(name, ParameterFault.Unknown, $"Profile {Id} has no parameter '{name}'.");

    /// <summary>A period, such as <c>cgFirst</c>.</summary>
    /// <exception cref="ProcedureParameterException">The parameter is unknown or no single period.</exception>
    public Period Period(string name) => this[name].Period;

    /// <summary>A number, such as <c>accessConcernAfter</c>.</summary>
    /// <exception cref="ProcedureParameterException">The parameter is unknown or no number.</exception>
    public int Number(string name) => this[name].Value.Number ?? throw WrongKind(name, "a number");

    /// <summary>A code, such as <c>legalRoute</c>.</summary>
    /// <exception cref="ProcedureParameterException">The parameter is unknown or no code.</exception>
    public string Code(string name) => this[name].Value.Code ?? throw WrongKind(name, "a code");

    /// <summary>A yes or no, such as <c>lswQualifiedRequired</c>.</summary>
    /// <exception cref="ProcedureParameterException">The parameter is unknown or no flag.</exception>
    public bool Flag(string name) => this[name].Value.Flag ?? throw WrongKind(name, "a flag");

    /// <summary>What the partnership calls something; the code itself when it has no word of its own.</summary>
    public string Label(string code) => Labels.GetValueOrDefault(code, code);

    private ProcedureParameterException WrongKind(string name, string wanted) =>
        new(name, ParameterFault.WrongKind, $"The parameter '{name}' of profile {Id} holds {this[name].Value}, not {wanted}.");
}
