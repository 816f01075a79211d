using Orleans.Runtime;

namespace Conversations.Grains.Settings;

internal static class SettingsState
{
    /// <summary>Writes <paramref name="next"/>; memory follows the store, also when the write fails.</summary>
    public static async Task SaveAsync<T>(this IPersistentState<T> state, T next)
    {
        var before = state.State;
        state.State = next;
        try
        {
            await state.WriteStateAsync();
        }
        catch
        {
            state.State = before;
            throw;
        }
    }
}
