namespace ChildProtection.Domain.Profiles;

/// <summary>Reads profiles in whatever order they inherit from each other.</summary>
internal sealed class ProfileFiles(IReadOnlyList<ProcedureFile> files, IReadOnlyCollection<string> calendars, List<ProfileFault> faults)
{
    private readonly Dictionary<ProfileReference, ProcedureFile> _byName = [];
    private readonly Dictionary<ProfileReference, ProcedureProfile?> _read = [];

    public Dictionary<ProfileReference, ProcedureProfile> Read()
    {
        foreach (var file in files)
        {
            if (ProfileLoader.NameOf(file.Text) is not { } name)
                Parse(file);
            else if (!_byName.TryAdd(name, file))
                faults.Add(
                    new(
                        file.Name,
                        null,
                        "/version",
                        $"profile {name} already exists in {_byName[name].Name}, and cases may be stamped with it",
                        "another version, or another id"));
        }

        foreach (var name in _byName.Keys)
            Find(name);
        return _read.Where(one => one.Value is not null).ToDictionary(one => one.Key, one => one.Value!);
    }

    private ProcedureProfile? Find(ProfileReference name)
    {
        if (_read.TryGetValue(name, out var profile) || !_byName.TryGetValue(name, out var file))
            return profile;
        // A profile that inherits from itself in a circle finds no base, which the loader reports as a fault.
        _read[name] = null;
        return _read[name] = Parse(file);
    }

    private ProcedureProfile? Parse(ProcedureFile file)
    {
        try
        {
            return ProfileLoader.Parse(file.Text, file.Name, Find, calendars);
        }
        catch (ProfileException broken)
        {
            faults.AddRange(broken.Faults);
            return null;
        }
    }
}
