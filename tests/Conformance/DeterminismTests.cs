using System.Security.Cryptography;
using System.Text;
using Conformance.Hosts;
using ConformanceApp.Functions;

namespace Conformance;

public abstract class DeterminismTests<TEngine> : EngineTests<TEngine>
    where TEngine : IEngine
{
    [EngineFact]
    public async Task NewGuid_IsVersionFiveOfInstanceTimeAndCounter()
    {
        var end = await Client.RunAsync(nameof(DeterminismFunctions.TellTimeAndGuids));

        var parts = end.Output().Split('|');
        Assert.Equal(Expected(end.InstanceId, parts[0], 0), Guid.Parse(parts[1]));
        Assert.Equal(Expected(end.InstanceId, parts[0], 1), Guid.Parse(parts[2]));
    }

    [EngineFact]
    public async Task TimeAndGuids_AreTheSameWhenSeenFromALaterTurn()
    {
        var end = await Client.RunAsync(nameof(DeterminismFunctions.CompareTimeAndGuidOverTurns));

        Assert.Equal("same", end.Output());
    }

    [EngineFact]
    public async Task GetInput_OfARecord_IsReadAsThatType()
    {
        var end = await Client.RunAsync(nameof(DeterminismFunctions.ReadInputAsRecord), new Parcel("tea", 3, new(2026, 4, 6)));

        Assert.Equal("tea 3 2026-04-06", end.Output());
    }

    // By the definition of a version 5 identifier, written out independently.
    private static Guid Expected(string instance, string time, int counter)
    {
        var space = Convert.FromHexString("9e9529585e334daf827f2fa12937b875");
#pragma warning disable CA5350 // Version 5 is defined on SHA-1.
        var hash = SHA1.HashData([.. space, .. Encoding.UTF8.GetBytes($"{instance}_{time}_{counter}")]);
#pragma warning restore CA5350
        var hex = Convert.ToHexString(hash, 0, 16).ToCharArray();
        hex[12] = '5';
        hex[16] = "89AB"[(hash[8] >> 4) & 3];
        return Guid.ParseExact(new string(hex), "N");
    }
}
