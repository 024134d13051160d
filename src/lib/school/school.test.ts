// The curriculum's shape, manifests that must be refused, and who decides about the device.
import { describe, expect, it } from 'vitest';
import { curriculum, plannedLab, trackIds } from './curriculum';
import { defineLab, labKey, type LabManifest } from './define-lab';
import { chooseDevice } from './device-choice';

const microscope: LabManifest = {
  id: 'X3',
  track: '05-transformer',
  slug: '03-attention-microscope',
  title: { en: 'Attention microscope', 'zh-CN': '注意力显微镜' },
  summary: { en: 's', 'zh-CN': 's' },
  minutes: 20,
  needs: [],
  goals: [{ en: 'g', 'zh-CN': 'g' }],
  gpu: 'optional',
  sources: [],
};

describe('curriculum', () => {
  it('has 70 labs with distinct ids and places in 12 tracks', () => {
    expect(trackIds).toHaveLength(12);
    expect(curriculum).toHaveLength(70);
    expect(new Set(curriculum.map((lab) => lab.id)).size).toBe(70);
    expect(new Set(curriculum.map(labKey)).size).toBe(70);
    expect(plannedLab('X3')).toMatchObject({ track: '05-transformer', slug: '03-attention-microscope' });
  });
});

describe('defineLab', () => {
  it('takes a whole manifest and refuses what no page could show', () => {
    expect(defineLab(microscope)).toBe(microscope);
    expect(() => defineLab({ ...microscope, id: 'x3' })).toThrow(/letter and a digit/);
    expect(() => defineLab({ ...microscope, slug: 'Microscope' })).toThrow(/X3: slug "Microscope"/);
    expect(() => defineLab({ ...microscope, minutes: 0 })).toThrow(/minutes/);
    expect(() => defineLab({ ...microscope, goals: [] })).toThrow(/goals/);
  });
});

describe('device choice', () => {
  it('a link beats the setting, the setting beats the default, nonsense counts for nothing', () => {
    expect(chooseDevice('?device=cpu', 'webgpu')).toEqual({ wish: 'cpu', from: 'link' });
    expect(chooseDevice('?device=auto', 'cpu')).toEqual({ wish: 'auto', from: 'link' });
    expect(chooseDevice('?x=1', 'webgpu')).toEqual({ wish: 'webgpu', from: 'setting' });
    expect(chooseDevice('?device=tpu', 'npu')).toEqual({ wish: 'auto', from: 'default' });
  });
});
